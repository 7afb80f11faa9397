//! Enums whose variants have names: in files, on the command line, in data.
use std::fmt;

/// A name that none of an enum's variants has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    /// What was given.
    pub given: String,
    /// What could have been.
    pub known: Vec<&'static str>,
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is none of {}", self.given, self.known.join(", "))
    }
}

impl std::error::Error for UnknownName {}

/// Gives an enum `ALL`, `name`, and with them [`fmt::Display`] and, whatever the case of letters, [`std::str::FromStr`].
macro_rules! named {
    ($enum:ident, $($variant:ident = $name:literal),+) => {
        impl $enum {
            /// Every one, in the order in which they are named.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$variant),+];

            /// The name in files, in data and on the command line.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),+
                }
            }
        }

        impl std::fmt::Display for $enum {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl std::str::FromStr for $enum {
            type Err = crate::named::UnknownName;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                let found = Self::ALL.into_iter().find(|one| one.name().eq_ignore_ascii_case(name));
                found.ok_or_else(|| crate::named::UnknownName {
                    given: name.to_owned(),
                    known: Self::ALL.map(Self::name).to_vec(),
                })
            }
        }
    };
}
pub(crate) use named;

#[cfg(test)]
mod tests {
    use crate::layout::{Direction, Effort, Orientation, Style};
    use crate::model::{FlowKind, RoleMark};

    #[test]
    fn what_is_written_is_read() {
        assert!(Style::ALL.into_iter().all(|one| one.to_string().parse() == Ok(one)));
        assert!(Direction::ALL.into_iter().all(|one| one.to_string().parse() == Ok(one)));
        assert!(Effort::ALL.into_iter().all(|one| one.to_string().parse() == Ok(one)));
        assert!(Orientation::ALL.into_iter().all(|one| one.to_string().parse() == Ok(one)));
        assert!(FlowKind::ALL.into_iter().all(|one| one.to_string().parse() == Ok(one)));
        assert!(RoleMark::ALL.into_iter().all(|one| one.to_string().parse() == Ok(one)));
        assert_eq!("FLOW".parse(), Ok(Style::Flow));
        assert_eq!(format!("{:>6}", Style::Flow), "  flow");
        let error = "chart".parse::<Style>().expect_err("no style");
        assert_eq!(error.to_string(), "`chart` is none of simple, flow, poster");
    }
}
