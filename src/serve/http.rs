//! The server: the one door to the network and to `async`, which lives on a thread of its own.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio_stream::{StreamExt, wrappers::WatchStream};
use tower::ServiceExt;
use tower_http::services::ServeDir;

use crate::model::{Address, address};

use super::shown::Shown;
use super::{list, wire};

/// How many connections may be open at once; a browser opens six and one for news.
const CONNECTIONS: usize = 256;
/// How many of them may wait for news: pages find room, however many windows are open.
const LISTENERS: usize = CONNECTIONS / 4;
/// How long a client may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(10);
/// The largest page that is added to; larger ones go out as they are.
const LARGEST: usize = 32 * 1024 * 1024;
/// The most bytes of a request's first lines.
const HEAD: usize = 64 * 1024;
/// How many ports are tried, from the one asked for.
const PORTS: u16 = 20;

/// A running server.
pub struct Server {
    pub address: SocketAddr,
    news: watch::Sender<Arc<Shown>>,
}

impl Server {
    /// Serves what is shown, at the port or the next free one.
    ///
    /// # Errors
    /// When no port is free, or the address is not this machine's.
    pub fn start(host: IpAddr, port: u16, shown: Shown) -> anyhow::Result<Server> {
        let socket = bind(host, port)?;
        let address = socket.local_addr()?;
        let (news, seen) = watch::channel(Arc::new(shown));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let listener = {
            let _in = runtime.enter();
            TcpListener::from_std(socket)?
        };
        let service = Arc::new(Service { news: seen, listeners: Arc::new(Semaphore::new(LISTENERS)), host });
        std::thread::Builder::new()
            .name("http".to_owned())
            .spawn(move || runtime.block_on(accept(listener, service)))
            .context("http")?;
        Ok(Server { address, news })
    }

    /// Shows a newer build.
    pub fn show(&self, shown: Shown) {
        self.news.send_replace(Arc::new(shown));
    }
}

fn bind(host: IpAddr, port: u16) -> anyhow::Result<std::net::TcpListener> {
    let ports = (0..PORTS).map_while(|step| port.checked_add(step));
    let mut last = None;
    for port in ports {
        match std::net::TcpListener::bind((host, port)) {
            Ok(socket) => {
                socket.set_nonblocking(true)?;
                return Ok(socket);
            }
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => last = Some(error),
            Err(error) => return Err(error).with_context(|| SocketAddr::new(host, port).to_string()),
        }
    }
    Err(last.map_or_else(|| anyhow::anyhow!("port {port}"), Into::into))
        .context(SocketAddr::new(host, port).to_string())
}

async fn accept(listener: TcpListener, service: Arc<Service>) {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(permit) = room.clone().acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let service = service.clone();
                tokio::spawn(async move {
                    connection(stream, service).await;
                    drop(permit);
                });
            }
            // Out of file handles, say: others may close theirs in a moment.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

/// One connection to its end; one that breaks off or speaks no HTTP is nobody's matter.
async fn connection(stream: TcpStream, service: Arc<Service>) {
    let answer = hyper::service::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let service = service.clone();
        async move { Ok::<_, Infallible>(service.answer(request.map(Body::new)).await) }
    });
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_buf_size(HEAD).half_close(true);
    let _ = http.serve_connection(TokioIo::new(stream), answer).await;
}

struct Service {
    news: watch::Receiver<Arc<Shown>>,
    listeners: Arc<Semaphore>,
    host: IpAddr,
}

impl Service {
    async fn answer(&self, request: Request) -> Response {
        let shown = self.news.borrow().clone();
        let mut response = if !self.is_host(request.headers()) {
            plain(StatusCode::FORBIDDEN, shown.words.ui("preview_host", &vec![]))
        } else if !matches!(*request.method(), Method::GET | Method::HEAD) {
            let mut refused = plain(StatusCode::METHOD_NOT_ALLOWED, String::new());
            refused.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            refused
        } else {
            self.found(&shown, request).await
        };
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        with_charset(headers);
        response
    }

    /// Whether the request was meant for this server. A page elsewhere whose name is made to lead here (DNS rebinding)
    /// sends its own name; a number, and this machine's own name, cannot be made to lead elsewhere.
    fn is_host(&self, headers: &HeaderMap) -> bool {
        let Some(host) = headers.get(header::HOST).and_then(|host| host.to_str().ok()) else { return false };
        let name = match host.strip_prefix('[') {
            Some(rest) => rest.split(']').next().unwrap_or_default(),
            None => host.rsplit_once(':').map_or(host, |(name, _)| name),
        };
        match name.parse::<IpAddr>() {
            Ok(address) => address.is_loopback() || !self.host.is_loopback(),
            Err(_) => name.eq_ignore_ascii_case("localhost"),
        }
    }

    async fn found(&self, shown: &Arc<Shown>, request: Request) -> Response {
        let path = request.uri().path();
        let Some(below) = path.strip_prefix(shown.base.as_str()) else {
            let root = path == "/" || format!("{path}/") == shown.base;
            return if root { redirect(&shown.base) } else { self.not_found(shown, "", request.method()).await };
        };
        match below.strip_prefix(wire::OWN) {
            None => {
                let below = below.to_owned();
                self.file(shown, &below, request).await
            }
            Some("") => {
                // Comparing two large sites takes a while; pages are served meanwhile.
                let shown = shown.clone();
                let made = tokio::task::spawn_blocking(move || list::page(&shown)).await;
                made.map_or_else(
                    |_| plain(StatusCode::INTERNAL_SERVER_ERROR, String::new()),
                    |page| typed("text/html", page),
                )
            }
            Some("preview.css") => typed("text/css", include_str!("preview.css").to_owned()),
            Some("preview.js") => typed("text/javascript", include_str!("preview.js").to_owned()),
            Some("events") => self.events(request.uri().query().unwrap_or_default()),
            Some(_) => self.not_found(shown, "", request.method()).await,
        }
    }

    /// Tells a page of every build: whether it changed, and what is now said of it.
    fn events(&self, query: &str) -> Response {
        let Ok(place) = self.listeners.clone().try_acquire_owned() else {
            return plain(StatusCode::SERVICE_UNAVAILABLE, String::new());
        };
        let path = address::decoded(query.strip_prefix("path=").unwrap_or_default()).unwrap_or_default();
        let mut last: Option<u64> = None;
        let stream = WatchStream::new(self.news.clone()).map(move |shown| {
            // Taken as long as the stream lives.
            let _ = &place;
            // Builds that came too fast to be told one by one may have changed the page.
            let missed = last.is_none_or(|last| shown.number > last + 1);
            last = Some(shown.number);
            // The list of what differs may be another after any build.
            let changed = missed || path == wire::OWN || shown.has_changed(&path);
            let said = wire::said(&path, &shown);
            let text = format!("{{\"build\":{},\"changed\":{changed},\"said\":\"{said}\"}}", shown.number);
            Ok::<_, Infallible>(Event::default().data(text))
        });
        Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response()
    }

    /// A file of the built site, by what stands behind the base in its address.
    async fn file(&self, shown: &Arc<Shown>, below: &str, request: Request) -> Response {
        let Some(path) = on_disk(below) else { return self.not_found(shown, "", request.method()).await };
        let wants_part = request.headers().contains_key(header::RANGE);
        let (mut parts, _) = request.into_parts();
        let (method, wanted) = (parts.method.clone(), parts.headers.clone());
        let Ok(uri) = format!("/{below}").parse() else { return plain(StatusCode::BAD_REQUEST, String::new()) };
        parts.uri = uri;
        let is_page = path.ends_with(".html") && !wants_part;
        if is_page {
            // What is added changes a page's size and mark, so the file's own conditions do not hold for it.
            parts.headers.clear();
            parts.method = Method::GET;
        }
        let files = ServeDir::new(&shown.folder).redirect_path_prefix(shown.base.trim_end_matches('/'));
        let answer = match files.oneshot(Request::from_parts(parts, Body::empty())).await {
            Ok(answer) => answer.map(Body::new),
            Err(never) => match never {},
        };
        match answer.status() {
            StatusCode::NOT_FOUND => self.not_found(shown, &path, &method).await,
            StatusCode::OK if is_page => added(answer, &path, shown, (&method, &wanted)).await,
            _ => answer,
        }
    }

    /// The site's own page for what is not there; before the first build a page that waits for it, since it may come.
    async fn not_found(&self, shown: &Arc<Shown>, path: &str, method: &Method) -> Response {
        let own = tokio::fs::read_to_string(shown.folder.join("404.html")).await;
        let html = own.unwrap_or_else(|_| list::waiting(shown));
        let mut answer = typed("text/html", wire::page(&html, path, shown));
        *answer.status_mut() = StatusCode::NOT_FOUND;
        if *method == Method::HEAD {
            *answer.body_mut() = Body::empty();
        }
        answer
    }
}

/// A built page with what the preview adds, under a mark of its own, so that a browser that has it gets nothing again.
async fn added(answer: Response, path: &str, shown: &Shown, (method, wanted): (&Method, &HeaderMap)) -> Response {
    let (mut parts, body) = answer.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST).await else {
        return plain(StatusCode::INTERNAL_SERVER_ERROR, String::new());
    };
    let bytes = match String::from_utf8(bytes.into()) {
        Ok(html) => wire::page(&html, path, shown).into_bytes(),
        Err(other) => other.into_bytes(),
    };
    let tag = format!("\"{}\"", crate::write::digest(&bytes));
    parts.headers.remove(header::LAST_MODIFIED);
    parts.headers.remove(header::ACCEPT_RANGES);
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    let known = wanted.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let known = known.flat_map(|value| value.split(',')).any(|one| one.trim().trim_start_matches("W/") == tag);
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        parts.headers.insert(header::ETAG, tag);
    }
    if known {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    let body = if method == Method::HEAD { Body::empty() } else { Body::from(bytes) };
    Response::from_parts(parts, body)
}

/// The file that stands for what follows the base in an address. The base goes off first: what its percent signs stand
/// for is shorter than they are. `None` for what is no text, tries to leave the folder or names one of the writer's own
/// files; the file service refuses `..` by itself, and this also what only some systems read so.
fn on_disk(below: &str) -> Option<String> {
    let path = address::decoded(below)?;
    let leaves =
        path.contains(['\\', '\0']) || path.split('/').any(|part| part == ".." || part.starts_with(".gongkai-"));
    // Systems end at 255 bytes for a name and 1024 or more for a path: there is no such file.
    let is_too_long = path.len() > 1024 || path.split('/').any(|part| part.len() > 255);
    (!leaves && !is_too_long).then(|| Address::file(path).on_disk())
}

fn redirect(to: &str) -> Response {
    let mut response = plain(StatusCode::TEMPORARY_REDIRECT, String::new());
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    response
}

fn plain(status: StatusCode, text: String) -> Response {
    let mut response = typed("text/plain", text);
    *response.status_mut() = status;
    response
}

fn typed(kind: &'static str, text: String) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], text).into_response()
}

/// Names the encoding of what is text: everything that is built is UTF-8.
fn with_charset(headers: &mut HeaderMap) {
    let Some(kind) = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()) else { return };
    let text =
        kind.starts_with("text/") || kind.ends_with("xml") || kind.ends_with("json") || kind.ends_with("javascript");
    if text
        && !kind.contains("charset")
        && let Ok(kind) = HeaderValue::from_str(&format!("{kind}; charset=utf-8"))
    {
        headers.insert(header::CONTENT_TYPE, kind);
    }
}
