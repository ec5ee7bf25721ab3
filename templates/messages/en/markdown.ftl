# Words that rendering adds to an author's text.
markdown-anchor = Link to this section:{" "}
markdown-footnotes = Footnotes
markdown-footnote-back = Back to the text
markdown-footnote-back-to = Back to the text, place { $number }
markdown-task-done = Done
markdown-task-open = Open
markdown-alert-note = Note
markdown-alert-tip = Tip
markdown-alert-important = Important
markdown-alert-warning = Warning
markdown-alert-caution = Caution
markdown-alert-before = { $kind }:{" "}
