//! A client of HTTP/1.1 that does no more than the benchmark needs.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::outcome::{Outcome, wrong};

const PIECE: usize = 64 * 1024;

/// A connection that is kept open.
pub struct Wire {
    stream: TcpStream,
    read: Vec<u8>,
}

/// An answer.
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its body.
    pub body: Vec<u8>,
}

impl Wire {
    /// Connects.
    pub async fn connect(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            read: Vec::with_capacity(PIECE),
        })
    }

    /// Sends a whole request, head and body, and reads the answer.
    pub async fn ask(&mut self, request: &[u8]) -> Outcome<Answer> {
        self.stream.write_all(request).await?;
        self.read.clear();
        let (head, length, status) = loop {
            self.more().await?;
            if let Some(head) = find(&self.read, b"\r\n\r\n") {
                let text = std::str::from_utf8(self.read.get(..head).unwrap_or_default())?;
                break (head.saturating_add(4), length_of(text)?, status_of(text)?);
            }
        };
        while self.read.len() < head.saturating_add(length) {
            self.more().await?;
        }
        let body = self.read.split_off(head);
        Ok(Answer { status, body })
    }

    async fn more(&mut self) -> Outcome<()> {
        self.read.reserve(PIECE);
        if self.stream.read_buf(&mut self.read).await? == 0 {
            return wrong("the server closed a connection");
        }
        Ok(())
    }
}

/// Where a text begins in another.
pub fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

fn status_of(head: &str) -> Outcome<u16> {
    Ok(head.split(' ').nth(1).unwrap_or_default().parse()?)
}

fn length_of(head: &str) -> Outcome<usize> {
    let value = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim())
    });
    match value {
        Some(value) => Ok(value.parse()?),
        None => wrong("an answer without a length"),
    }
}

/// A POST of a GraphQL request, as bytes.
pub fn post(address: SocketAddr, token: &str, body: &[u8]) -> Vec<u8> {
    let mut request = format!(
        "POST /graphql HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nAccept: application/json\r\n\
         Accept-Language: en\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    request.extend_from_slice(body);
    request
}
