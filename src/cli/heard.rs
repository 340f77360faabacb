//! Standard output and standard error. Whoever reads them may go away (`check | head`): that ends the words, and neither
//! the work nor its exit code.

use std::io::{self, ErrorKind, Write};

/// Writes as long as somebody reads.
pub struct Heard<W> {
    to: W,
    is_gone: bool,
}

/// Standard output.
pub fn out() -> Heard<anstream::AutoStream<io::StdoutLock<'static>>> {
    Heard { to: anstream::stdout().lock(), is_gone: false }
}

/// Standard error.
pub fn err() -> Heard<anstream::Stderr> {
    Heard { to: anstream::stderr(), is_gone: false }
}

impl<W> Heard<W> {
    fn unless_gone<T>(&mut self, done: io::Result<T>, instead: T) -> io::Result<T> {
        match done {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.is_gone = true;
                Ok(instead)
            }
            done => done,
        }
    }
}

impl<W: Write> Write for Heard<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_gone {
            return Ok(bytes.len());
        }
        let done = self.to.write(bytes);
        self.unless_gone(done, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_gone {
            return Ok(());
        }
        let done = self.to.flush();
        self.unless_gone(done, ())
    }
}
