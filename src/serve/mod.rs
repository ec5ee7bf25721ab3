//! What does the browser see while somebody writes?
