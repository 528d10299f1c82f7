//! Gives a table out as it is read: a page in memory at a time, never the whole.

use std::io;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use futures_util::stream::try_unfold;
use tokio::io::AsyncReadExt;
use tokio::sync::OwnedSemaphorePermit;

use super::query::Manner;
use crate::domain::trust::actor::Actor;
use crate::exports::tables::asked::TableFormat;
use crate::exports::tables::book::Book;
use crate::exports::tables::cell::Row;
use crate::exports::tables::source::Source;
use crate::exports::tables::text::{TextFormat, TextWriter};
use crate::http::actor::Authenticate;
use crate::http::documents::desk::SharedDesk;
use crate::services::refusal::Refusal;

/// Bytes of a workbook that are sent at once.
const PIECE: usize = 64 * 1024;

/// What a table is read and sent with.
pub(super) struct Reading<A> {
    pub(super) desk: SharedDesk<A>,
    pub(super) actor: Arc<Actor>,
    pub(super) source: Source,
    pub(super) permit: OwnedSemaphorePermit,
}

impl<A: Authenticate<Actor = Arc<Actor>>> Reading<A> {
    /// The next rows, unless the reader's token ends meanwhile.
    async fn next(&mut self) -> Result<Option<Vec<Row>>, Refusal> {
        let ended = self.desk.authenticate.ended(&self.actor);
        let office = &self.desk.office;
        tokio::select! {
            biased;
            _ = ended => Err(Refusal::Unauthenticated),
            rows = self.source.next(office, Some(self.actor.as_ref())) => rows,
        }
    }
}

/// The table as the body of an answer. Its first rows are read before the answer begins, so that
/// what is refused is refused by status; what fails later breaks the answer off before its last line.
///
/// # Errors
/// As the rights say.
pub(super) async fn body<A: Authenticate<Actor = Arc<Actor>>>(
    reading: Reading<A>,
    format: TableFormat,
    manner: Manner,
) -> Result<Body, Refusal> {
    match format {
        TableFormat::Csv => {
            text(reading, TextFormat::Csv { mark: manner.mark }, manner.about).await
        }
        TableFormat::JsonLines => text(reading, TextFormat::JsonLines, manner.about).await,
        TableFormat::Xlsx => book(reading, manner).await,
    }
}

/// A text while it is sent.
struct Flow<A> {
    reading: Reading<A>,
    writer: TextWriter,
    first: Option<Vec<u8>>,
    about: bool,
    at_end: bool,
}

async fn text<A: Authenticate<Actor = Arc<Actor>>>(
    mut reading: Reading<A>,
    format: TextFormat,
    about: bool,
) -> Result<Body, Refusal> {
    let mut writer = TextWriter::new(format, reading.source.heads());
    let mut first = writer.head();
    if let Some(rows) = reading.next().await? {
        first.extend(writer.rows(&rows));
    }
    let flow = Flow {
        reading,
        writer,
        first: Some(first),
        about,
        at_end: false,
    };
    Ok(Body::from_stream(try_unfold(flow, step)))
}

async fn step<A: Authenticate<Actor = Arc<Actor>>>(
    mut flow: Flow<A>,
) -> Result<Option<(Bytes, Flow<A>)>, io::Error> {
    if flow.at_end {
        return Ok(None);
    }
    if let Some(first) = flow.first.take() {
        return Ok(Some((first.into(), flow)));
    }
    let piece = match flow.reading.next().await {
        Ok(Some(rows)) => flow.writer.rows(&rows),
        Ok(None) => {
            flow.at_end = true;
            last_line(&flow)
        }
        Err(refusal) => {
            tracing::warn!(error = %refusal, "an export broke off");
            return Err(io::Error::other("broken off"));
        }
    };
    Ok(Some((piece.into(), flow)))
}

fn last_line<A>(flow: &Flow<A>) -> Vec<u8> {
    let source = &flow.reading.source;
    if !flow.about {
        return Vec::new();
    }
    let now = flow.reading.desk.office.clock.now();
    flow.writer
        .about(source.sheet().as_str(), source.after().as_deref(), now)
}

/// Writes the workbook to a file that nobody else sees, then sends it.
async fn book<A: Authenticate<Actor = Arc<Actor>>>(
    mut reading: Reading<A>,
    manner: Manner,
) -> Result<Body, Refusal> {
    let now = reading.desk.office.clock.now();
    let source = &reading.source;
    let name = source.sheet().as_str();
    let mut book =
        Book::new(name, source.heads().to_vec(), manner.language, now).map_err(internal)?;
    while let Some(rows) = reading.next().await? {
        book.rows(&rows).map_err(internal)?;
    }
    let after = reading.source.after();
    let file = tokio::task::spawn_blocking(move || {
        let mut file = tempfile::tempfile()?;
        book.finish(after.as_deref(), now, &mut file)
            .map_err(io::Error::other)?;
        io::Seek::rewind(&mut file)?;
        Ok::<_, io::Error>(file)
    });
    let file = file.await.map_err(internal)?.map_err(internal)?;
    let file = tokio::fs::File::from_std(file);
    Ok(Body::from_stream(try_unfold(
        (file, reading.permit),
        pieces,
    )))
}

async fn pieces(
    (mut file, permit): (tokio::fs::File, OwnedSemaphorePermit),
) -> Result<Option<(Bytes, (tokio::fs::File, OwnedSemaphorePermit))>, io::Error> {
    let mut piece = vec![0; PIECE];
    let read = file.read(&mut piece).await?;
    piece.truncate(read);
    Ok((read > 0).then(|| (piece.into(), (file, permit))))
}

fn internal(fault: impl std::error::Error + Send + Sync + 'static) -> Refusal {
    Refusal::Internal(Box::new(fault))
}
