Dear city,
please build a bridge.
