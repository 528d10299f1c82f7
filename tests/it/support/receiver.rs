//! A real program that is told of events: a socket that answers as a test says.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// How a receiver answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// With this status.
    Says(u16),
    /// Not at all, the connection held open.
    Hangs,
}

/// A request that a receiver has read.
#[derive(Debug, Clone)]
pub struct Heard {
    pub head: String,
    pub body: String,
}

impl Heard {
    /// A header's value.
    pub fn header(&self, name: &str) -> String {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let found = lines
            .filter(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim().to_owned())
            .next();
        found.unwrap_or_default()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("JSON")
    }
}

/// The program.
#[derive(Clone)]
pub struct Receiver {
    pub url: String,
    mood: Arc<Mutex<Mood>>,
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl Receiver {
    /// Listens on a free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let receiver = Self {
            url: format!("http://{address}/told?from=longdan"),
            mood: Arc::new(Mutex::new(Mood::Says(204))),
            heard: Arc::default(),
        };
        let own = receiver.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(own.clone().answer(stream));
            }
        });
        receiver
    }

    async fn answer(self, mut stream: TcpStream) {
        let heard = read(&mut stream).await;
        self.heard.lock().expect("a sound lock").push(heard);
        let mood = *self.mood.lock().expect("a sound lock");
        match mood {
            Mood::Says(status) => {
                let answer = format!("HTTP/1.1 {status} X\r\ncontent-length: 0\r\n\r\n");
                let _ = stream.write_all(answer.as_bytes()).await;
            }
            // Until the other side goes.
            Mood::Hangs => drop(stream.read(&mut [0]).await),
        }
    }

    /// Answers so from now on.
    pub fn be(&self, mood: Mood) {
        *self.mood.lock().expect("a sound lock") = mood;
    }

    /// What it has heard so far.
    pub fn heard(&self) -> Vec<Heard> {
        self.heard.lock().expect("a sound lock").clone()
    }

    /// The kinds of events that it has heard of, in order.
    pub fn kinds(&self) -> Vec<String> {
        let heard = self.heard();
        let kinds = heard.iter().map(Heard::json);
        kinds
            .map(|json| json["type"].as_str().expect("a type").to_owned())
            .collect()
    }
}

async fn read(stream: &mut TcpStream) -> Heard {
    let mut text = String::new();
    let mut piece = [0; 4096];
    loop {
        let length = stream.read(&mut piece).await.expect("to read");
        text.push_str(&String::from_utf8_lossy(&piece[..length]));
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let mut request = Heard {
            head: head.to_owned(),
            body: body.to_owned(),
        };
        let length: usize = request.header("content-length").parse().unwrap_or(0);
        if request.body.len() >= length || length == 0 {
            request.body.truncate(length);
            return request;
        }
    }
}
