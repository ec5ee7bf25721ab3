//! What does the program write for people? (`init`, `new`)
