//! A seeded generator, so that one chart always gives one drawing.

/// Xorshift64* (Vigna 2016): small, quick, the same on every machine.
#[derive(Clone, Debug)]
pub(crate) struct Rng(u64);

impl Rng {
    /// A generator for `seed`; every seed is allowed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// The next 64 bits.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `n`; 0 when `n` is 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        ((self.bits() >> 33) as usize) % n.max(1)
    }

    /// An exponential variate of mean 1: the negative logarithm of a uniform one.
    ///
    /// The logarithm is a series, because that of the platform may differ in its last digit from one machine to the next.
    pub(crate) fn exponential(&mut self) -> f64 {
        const LN_2: f64 = std::f64::consts::LN_2;
        let bits = (self.bits() >> 11) | 1;
        let shift = bits.leading_zeros() - 11;
        // bits = mantissa × 2^(52 − shift), with the mantissa in [1, 2)
        let mantissa = (bits << shift) as f64 / (1_u64 << 52) as f64;
        let s = (mantissa - 1.0) / (mantissa + 1.0);
        let s2 = s * s;
        let ln = 2.0 * s * (1.0 + s2 * (1.0 / 3.0 + s2 * (0.2 + s2 * (1.0 / 7.0 + s2 / 9.0))));
        f64::from(shift + 1) * LN_2 - ln
    }
}

#[cfg(test)]
mod tests {
    use super::Rng;

    #[test]
    fn exponential_variates_have_their_mean_and_their_tail() {
        let mut rng = Rng::new(7);
        let n = 200_000;
        let (mut sum, mut beyond) = (0.0, 0);
        for _ in 0..n {
            let x = rng.exponential();
            assert!((0.0..40.0).contains(&x));
            sum += x;
            beyond += u32::from(x > 3.0);
        }
        assert!((sum / f64::from(n) - 1.0).abs() < 0.01);
        assert!((f64::from(beyond) / f64::from(n) - 0.0498).abs() < 0.003);
    }

    #[test]
    fn numbers_stay_below_their_bound() {
        let mut rng = Rng::new(0);
        let mut seen = [false; 5];
        for _ in 0..200 {
            seen[rng.below(5)] = true;
        }
        assert_eq!(seen, [true; 5]);
        assert_eq!(rng.below(0), 0);
    }
}
