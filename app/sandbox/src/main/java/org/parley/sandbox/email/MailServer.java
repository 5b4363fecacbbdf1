package org.parley.sandbox.email;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.refusal.Refusals;

/// The SMTP submission server.
public final class MailServer extends SmtpServer implements AutoCloseable {
    private static final long OPENING_MILLIS = 10_000;
    private static final long CLOSING_MILLIS = 2_000;

    private final Mailroom room;
    private final Refusals refusals;
    private final EspSite esp;

    /// @param seed of the credentials of whoever tells what became of mails
    public MailServer(int port, MailAccount account, long seed, Surroundings around) {
        super(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), managers(account));
        this.esp = new EspSite(seed, around);
        this.room = new Mailroom(around, esp);
        this.refusals = around.refusals();
        setDaemon(true);
    }

    /// Opens the port; an occupied one is an error that names it.
    public void open() {
        requireFree(setup.getPort());
        startService();
        try {
            if (!waitTillRunning(OPENING_MILLIS)) {
                throw new IllegalStateException("Cannot listen on " + getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// What it tells of mails, and to whom.
    public EspSite esp() {
        return esp;
    }

    @Override
    public void close() {
        stopService(CLOSING_MILLIS);
    }

    @Override
    protected ProtocolHandler createProtocolHandler(Socket client) {
        return new SmtpSession(client, managers, room, refusals);
    }

    /// GreenMail would only log it, with a stack trace, from another thread.
    private void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(bindTo, port));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Cannot listen for SMTP on 127.0.0.1:%d: %s".formatted(port, e.getMessage()),
                    e);
        }
    }

    private static Managers managers(MailAccount account) {
        Managers managers = new Managers();
        managers.getUserManager().setAuthRequired(true);
        try {
            var _ =
                    managers.getUserManager()
                            .createUser(account.user(), account.user(), account.password());
        } catch (UserException e) {
            throw new IllegalStateException("a new server has no users", e);
        }
        return managers;
    }
}
