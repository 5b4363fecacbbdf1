package org.parley.channels.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// An SMTP server that misbehaves at one step.
final class ScriptedSmtp implements AutoCloseable {

    enum Step {
        GREETING,
        MAIL,
        RCPT,
        DATA,
        END
    }

    private static final String CLOSE = "close";
    private static final String HANG = "hang";

    private final ServerSocket server;
    private final Step at;
    private final String reply;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    private ScriptedSmtp(Step at, String reply) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.at = at;
        this.reply = reply;
        Thread.ofVirtual().start(this::accept);
    }

    static ScriptedSmtp answering(Step at, String reply) throws IOException {
        return new ScriptedSmtp(at, reply);
    }

    static ScriptedSmtp closingAt(Step at) throws IOException {
        return new ScriptedSmtp(at, CLOSE);
    }

    static ScriptedSmtp hangingAt(Step at) throws IOException {
        return new ScriptedSmtp(at, HANG);
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.size();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                connections.add(socket);
                Thread.ofVirtual().start(() -> talk(socket));
            }
        } catch (IOException e) {
            // closed by the test
        }
    }

    private void talk(Socket socket) {
        try (socket;
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII))) {
            if (!answer(socket, Step.GREETING, "220 test")) {
                return;
            }
            boolean data = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                boolean goes = true;
                if (data) {
                    if (line.equals(".")) {
                        data = false;
                        goes = answer(socket, Step.END, "250 2.0.0 taken");
                    }
                } else if (line.startsWith("EHLO")) {
                    say(socket, "250-test\r\n250 ENHANCEDSTATUSCODES");
                } else if (line.startsWith("MAIL")) {
                    goes = answer(socket, Step.MAIL, "250 ok");
                } else if (line.startsWith("RCPT")) {
                    goes = answer(socket, Step.RCPT, "250 ok");
                } else if (line.startsWith("DATA")) {
                    goes = answer(socket, Step.DATA, "354 go");
                    data = goes && !(at == Step.DATA);
                } else {
                    say(socket, "250 ok");
                }
                if (!goes) {
                    return;
                }
            }
        } catch (IOException e) {
            // the client went away
        }
    }

    /// Whether the conversation goes on.
    private boolean answer(Socket socket, Step step, String usual) throws IOException {
        if (step != at) {
            say(socket, usual);
            return true;
        }
        if (reply.equals(HANG)) {
            socket.getInputStream().readAllBytes();
        }
        if (reply.equals(HANG) || reply.equals(CLOSE)) {
            return false;
        }
        say(socket, reply);
        return !reply.startsWith("421");
    }

    private static void say(Socket socket, String line) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
