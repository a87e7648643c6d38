package import Access

package import struct FoundationEssentials.Date

/// A step of the course: ten minutes in the living console, and a question that is answered by using it.
package struct Lesson: Sendable {
    /// What is asked at the end, from what the node knows now.
    package struct Question: Sendable {
        package let text: String
        /// What helps after a wrong answer.
        package let hint: String
        /// Answers to choose from, value and label; empty for a text to enter.
        package let choices: [(value: String, label: String)]
        /// Answers that are right, in lower case; empty where `isDone` says so.
        package let answers: Set<String>
        /// Whether what is to be done is done; `nil` where a text answers.
        package let isDone: Bool?

        package init(
            _ text: String, hint: String, choices: [(value: String, label: String)] = [], answers: Set<String> = [],
            isDone: Bool? = nil
        ) {
            self.text = text
            self.hint = hint
            self.choices = choices
            self.answers = answers
            self.isDone = isDone
        }

        /// Whether an answer is right; blanks and case do not matter, nor the letters before an AS number.
        package func accepts(_ answer: String?) -> Bool {
            if let isDone { return isDone }
            guard let answer else { return false }
            let plain = answer.lowercased().filter { $0 != " " }
            return answers.contains(plain) || answers.contains("as" + plain)
                || plain.hasPrefix("/") && answers.contains(String(plain.dropFirst()))
        }
    }

    package let number: Int
    package let title: Sentence
    /// Paragraphs.
    package let text: [Sentence]
    /// The page of the console on which it is found out.
    package let path: String
    /// Who may see that page.
    package let access: AccessQuestion
    /// `nil` where the node knows too little now to ask.
    package let question: @Sendable (Language, Date) async -> Question?

    package init(
        _ number: Int, _ title: Sentence, _ text: [Sentence], at path: String, for access: AccessQuestion,
        question: @escaping @Sendable (Language, Date) async -> Question?
    ) {
        self.number = number
        self.title = title
        self.text = text
        self.path = path
        self.access = access
        self.question = question
    }
}
