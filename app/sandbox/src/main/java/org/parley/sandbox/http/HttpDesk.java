package org.parley.sandbox.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An HTTP server: finds the site by the first path segment and writes its answer.
public final class HttpDesk extends Handler.Abstract implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpDesk.class);
    private static final int BIGGEST_BODY = 64 * 1024 * 1024;
    private static final int THREADS = 64;
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final Map<String, Site> sites;
    private final Server server;
    private final ServerConnector connector;

    public HttpDesk(int port, Map<String, Site> sites) {
        this(port, sites, List.of(new HttpConnectionFactory(plain())));
    }

    /// Speaks HTTP/2 over TLS, and nothing else.
    ///
    /// @param identity key and certificate, without a password
    public static HttpDesk http2(int port, Map<String, Site> sites, KeyStore identity) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(identity);
        tls.setKeyStorePassword("");
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory("h2");
        return new HttpDesk(
                port,
                sites,
                List.of(
                        new SslConnectionFactory(tls, alpn.getProtocol()),
                        alpn,
                        new HTTP2ServerConnectionFactory(plain())));
    }

    private HttpDesk(int port, Map<String, Site> sites, List<ConnectionFactory> protocols) {
        this.sites = Map.copyOf(sites);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
        threads.setName("sandbox-http");
        threads.setDaemon(true);
        this.server = new Server(threads);
        this.connector = new ServerConnector(server, protocols.toArray(ConnectionFactory[]::new));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setAcceptQueueSize(1024);
        server.addConnector(connector);
        server.setHandler(this);
    }

    private static HttpConfiguration plain() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        return http;
    }

    /// Opens the port; an occupied one is an error that names it.
    public void open() {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "Cannot listen on 127.0.0.1:%d: %s"
                            .formatted(connector.getPort(), e.getMessage()),
                    e);
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Site site = sites.get(firstSegment(Request.getPathInContext(request)));
        if (site == null) {
            write(response, callback, Answer.json(404, "{\"error\":\"no such provider\"}"));
            return true;
        }
        if (request.getLength() > BIGGEST_BODY) {
            write(response, callback, Answer.text(413, "too large"));
            return true;
        }
        try {
            finish(request, response, callback, site.answer(read(request)));
        } catch (RuntimeException bug) {
            log.error("The sandbox failed on {}", Request.getPathInContext(request), bug);
            write(response, callback, Answer.text(500, "sandbox bug: " + bug));
        } catch (IOException e) {
            callback.failed(e);
        }
        return true;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            log.warn("The sandbox's HTTP server did not stop cleanly: {}", e.toString());
        }
    }

    private static Call read(Request request) throws IOException {
        return new Call(
                request.getMethod(),
                Request.getPathInContext(request),
                request.getHttpURI().getQuery(),
                request.getHeaders(),
                body(request));
    }

    private static byte[] body(Request request) throws IOException {
        if (request.getLength() == 0) {
            return new byte[0];
        }
        try (InputStream in = Content.Source.asInputStream(request)) {
            return in.readNBytes(BIGGEST_BODY);
        }
    }

    private void finish(Request request, Response response, Callback callback, Answer answer) {
        switch (answer) {
            case Answer.Reply reply -> write(response, callback, reply);
            case Answer.SlowReply(Answer.Reply reply, Duration after) ->
                    request.getComponents()
                            .getScheduler()
                            .schedule(
                                    () -> write(response, callback, reply),
                                    after.toNanos(),
                                    TimeUnit.NANOSECONDS);
            case Answer.Hangup() -> {
                request.getConnectionMetaData().getConnection().getEndPoint().close();
                callback.failed(new EofException("dropped on purpose"));
            }
        }
    }

    private static void write(Response response, Callback callback, Answer.Reply reply) {
        response.setStatus(reply.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
        reply.headers().forEach(response.getHeaders()::put);
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
    }

    private static String firstSegment(String path) {
        int end = path.indexOf('/', 1);
        return path.length() < 2 ? "" : path.substring(1, end < 0 ? path.length() : end);
    }
}
