# syntax=docker/dockerfile:1
#
# Madang in a container: `madang serve` for the real Telegram, without the emulator.
# There is no container engine where this was written: nobody has built it yet. Whoever does first
# is asked to say so, and to take this sentence away.
#
#   docker build -t madang .
#   docker run -d --name madang --read-only --cap-drop ALL --security-opt no-new-privileges \
#       --env-file .env -v madang-data:/data -p 127.0.0.1:8080:8080 madang

FROM rust:1.95-slim-trixie AS builder
WORKDIR /build
COPY . .
# A C compiler, which SQLite, the TLS library and the allocator need, is part of the image.
RUN cargo build --release --locked --no-default-features

FROM debian:trixie-slim
# Numbers, so that an orchestrator can see that this is not root.
ARG UID=10001
RUN groupadd --gid "$UID" madang \
    && useradd --uid "$UID" --gid "$UID" --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin madang \
    && install --directory --owner "$UID" --group "$UID" --mode 0700 /data
# Root owns the program and the user cannot write it. The authorities' certificates are in it.
COPY --from=builder /build/target/release/madang /usr/local/bin/madang
COPY --from=builder /build/LICENSE-MIT /build/LICENSE-APACHE /usr/share/doc/madang/

ENV MADANG_DATA=/data \
    MADANG_LISTEN=0.0.0.0:8080 \
    MADANG_LOG=info
# The database lies in /data/madang.db and the polls' keys in /data/madang.keys. Whoever backs the
# volume up puts the keys elsewhere with MADANG_KEYS (SECURITY.md says why).
VOLUME ["/data"]
WORKDIR /data
USER 10001:10001
EXPOSE 8080
# The program ends cleanly within twelve seconds: give it fifteen (`docker stop --time 15`).
STOPSIGNAL SIGTERM
# It asks /health at MADANG_LISTEN's port on this side of the wall. Docker keeps exit code 2 for itself.
HEALTHCHECK --interval=30s --timeout=6s --start-period=20s --retries=3 CMD madang health || exit 1

ENTRYPOINT ["madang"]
CMD ["serve"]
