//! Answers that are kept beside what they were asked for.

use std::sync::Mutex;

/// Some questions with their answers, the oldest first: whoever asks the same again gets the same answer, sooner.
#[derive(Debug)]
pub(crate) struct Answers<Q, A> {
    known: Mutex<Vec<(Q, A)>>,
    most: usize,
}

impl<Q: PartialEq, A: Clone> Answers<Q, A> {
    /// None so far, and `most` at any time: then the oldest goes.
    pub(crate) fn at_most(most: usize) -> Self {
        Self { known: Mutex::default(), most }
    }

    /// What was answered to a question before, or what `find` answers now; what has no answer is asked anew each time.
    pub(crate) fn to(&self, question: Q, find: impl FnOnce(&Q) -> Option<A>) -> Option<A> {
        // where a panic left the lock behind, an answer is only searched for again
        let answered = self.known.lock().ok().and_then(|known| {
            let same = known.iter().find(|(asked, _)| *asked == question);
            same.map(|(_, answer)| answer.clone())
        });
        if answered.is_some() {
            return answered;
        }
        let found = find(&question)?;
        if let Ok(mut known) = self.known.lock() {
            if known.len() >= self.most {
                known.remove(0);
            }
            known.push((question, found.clone()));
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::Answers;

    #[test]
    fn what_was_asked_is_not_searched_again_and_the_oldest_answer_goes_first() {
        let answers = Answers::at_most(2);
        let ask = |question: u32, answer: u32| answers.to(question, |_| Some(answer)).expect("an answer");
        assert_eq!([ask(0, 1), ask(0, 2), ask(1, 3)], [1, 1, 3]);
        assert_eq!(ask(2, 4), 4);
        assert_eq!([ask(1, 5), ask(0, 6)], [3, 6]);
        assert_eq!(answers.to(9, |_| None), None);
        assert_eq!(ask(9, 7), 7);
    }
}
