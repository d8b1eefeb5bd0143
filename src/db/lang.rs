//! How a language lies in the database: by its code. One whose folder is gone reads as the reference.

use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::sqlite::{Sqlite, SqliteArgumentsBuffer, SqliteTypeInfo, SqliteValueRef};
use sqlx::{Decode, Encode, Type};

use crate::text::Lang;

impl Type<Sqlite> for Lang {
    fn type_info() -> SqliteTypeInfo {
        <str as Type<Sqlite>>::type_info()
    }
}

impl Encode<'_, Sqlite> for Lang {
    fn encode_by_ref(&self, buffer: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        <&str as Encode<Sqlite>>::encode(self.code(), buffer)
    }
}

impl<'r> Decode<'r, Sqlite> for Lang {
    fn decode(value: SqliteValueRef<'r>) -> Result<Lang, BoxDynError> {
        let code = <&str as Decode<Sqlite>>::decode(value)?;
        Ok(Lang::find(code).unwrap_or(Lang::reference()))
    }
}
