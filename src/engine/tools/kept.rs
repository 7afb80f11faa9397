//! Answers that are kept beside what they were asked for.

use std::sync::Mutex;

/// Some questions with their answers, the oldest first: whoever asks the same again gets the same answer, sooner.
#[derive(Debug)]
pub(crate) struct Kept<Q, A> {
    answers: Mutex<Vec<(Q, A)>>,
    most: usize,
}

impl<Q: PartialEq, A: Clone> Kept<Q, A> {
    /// None so far, and `most` at any time: then the oldest goes.
    pub(crate) fn of_at_most(most: usize) -> Self {
        Self { answers: Mutex::default(), most }
    }

    /// What was answered to a question before, or what `find` answers now; what has no answer is asked anew each time.
    pub(crate) fn answer(&self, question: Q, find: impl FnOnce(&Q) -> Option<A>) -> Option<A> {
        // where a panic left the lock behind, an answer is only searched for again
        let known = self.answers.lock().ok().and_then(|answers| {
            let asked = answers.iter().find(|(asked, _)| *asked == question);
            asked.map(|(_, answer)| answer.clone())
        });
        if known.is_some() {
            return known;
        }
        let found = find(&question)?;
        if let Ok(mut answers) = self.answers.lock() {
            if answers.len() >= self.most {
                answers.remove(0);
            }
            answers.push((question, found.clone()));
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::Kept;

    #[test]
    fn what_was_asked_is_not_searched_again_and_the_oldest_answer_goes_first() {
        let kept = Kept::of_at_most(2);
        let ask = |question: u32, answer: u32| kept.answer(question, |_| Some(answer)).expect("an answer");
        assert_eq!([ask(0, 1), ask(0, 2), ask(1, 3)], [1, 1, 3]);
        assert_eq!(ask(2, 4), 4);
        assert_eq!([ask(1, 5), ask(0, 6)], [3, 6]);
        assert_eq!(kept.answer(9, |_| None), None);
        assert_eq!(ask(9, 7), 7);
    }
}
