package org.parley.sandbox.smpp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.world.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An SMPP server on a port of its own; over HTTP it has nothing to say.
public final class SmppProvider implements Provider {
    private static final Logger log = LoggerFactory.getLogger(SmppProvider.class);
    private static final long BIND_MILLIS = 5_000;
    private static final int MOST_SESSIONS = 4;

    private final SmppAccount account;
    private final Sessions sessions;
    private final SmppVoice voice;
    private final Submissions submissions;
    private volatile int bindRefusal;
    private volatile int port;
    private @Nullable SMPPServerSessionListener listener;

    public SmppProvider(long seed, Surroundings around) {
        this.account = SmppAccount.ofSeed(seed);
        this.sessions = new Sessions(around.agenda(), account.source());
        this.voice = new SmppVoice(sessions, around.clock());
        this.submissions = new Submissions(account.source(), voice, around);
    }

    @Override
    public Channel channel() {
        return Channel.SMPP;
    }

    @Override
    public Voice voice() {
        return voice;
    }

    @Override
    public String segment() {
        return "smpp";
    }

    @Override
    public Map<String, String> account(URI desk) {
        Map<String, String> sheet = new LinkedHashMap<>();
        sheet.put("smppHost", "127.0.0.1");
        sheet.put("smppPort", Integer.toString(port));
        sheet.put("smppSystemId", account.systemId());
        sheet.put("smppPassword", account.password());
        sheet.put("smppSource", account.source());
        return sheet;
    }

    @Override
    public Optional<String> subscribe(URI webhook) {
        return Optional.of("SMPP has no webhooks: receipts come over the session");
    }

    @Override
    public Map<String, Consumer<String>> deeds() {
        return Map.of("stop", address -> voice.say(address, "STOP"));
    }

    /// How receipts look from now on.
    public void quirks(SmppQuirks quirks) {
        voice.quirks(quirks);
    }

    /// @param most submissions in a second before ESME_RTHROTTLED; 0 is no bound
    public void perSecond(int most) {
        submissions.perSecond(most);
    }

    /// Refuses every bind with this status from now on; 0 accepts again.
    public void refuseBinds(int status) {
        bindRefusal = status;
    }

    /// Drops every connection.
    public void dropSessions() {
        sessions.closeAll();
    }

    @Override
    public Answer answer(Call call) {
        return Answer.text(404, "SMPP is spoken on port " + port);
    }

    @Override
    public void open() {
        try {
            // Bound by ourselves: to loopback, and to a port whose number we learn.
            ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            port = socket.getLocalPort();
            SMPPServerSessionListener opened =
                    new SMPPServerSessionListener(port, new BoundSocket(socket));
            listener = opened;
            Thread.ofVirtual().name("sandbox-smpp").start(() -> accept(opened));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot listen for SMPP", e);
        }
    }

    @Override
    public void close() {
        sessions.closeAll();
        SMPPServerSessionListener open = listener;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                log.warn("The sandbox's SMPP server did not stop cleanly: {}", e.toString());
            }
        }
    }

    private void accept(SMPPServerSessionListener open) {
        while (true) {
            try {
                SMPPServerSession session = open.accept();
                session.setMessageReceiverListener(submissions);
                Thread.ofVirtual().name("sandbox-smpp-bind").start(() -> bind(session));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void bind(SMPPServerSession session) {
        try {
            BindRequest request = session.waitForBind(BIND_MILLIS);
            int trouble = trouble(request);
            if (trouble != 0) {
                request.reject(trouble);
                return;
            }
            request.accept("SANDBOX");
            sessions.add(session);
        } catch (TimeoutException | IOException | IllegalStateException gone) {
            session.close();
        } catch (PDUStringException e) {
            throw new IllegalStateException(e);
        }
    }

    private int trouble(BindRequest request) {
        if (bindRefusal != 0) {
            return bindRefusal;
        }
        if (!request.getSystemId().equals(account.systemId())) {
            return SMPPConstant.STAT_ESME_RINVSYSID;
        }
        if (!request.getPassword().equals(account.password())) {
            return SMPPConstant.STAT_ESME_RINVPASWD;
        }
        return sessions.count() >= MOST_SESSIONS ? SMPPConstant.STAT_ESME_RALYBND : 0;
    }
}
