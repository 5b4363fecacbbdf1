package org.parley.channels.push.apns;

import com.eatthepath.pushy.apns.ApnsPushNotification;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.MessageId;

/// One notification on its way, which knows whether it left us: the library asks for the device's
/// token when it writes the request, and not before. A send that is given up while it still waits
/// for a connection never leaves.
final class Parcel implements ApnsPushNotification {

    private enum State {
        WAITING,
        LEFT,
        KEPT
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final String token;
    private final String topic;
    private final byte[] payload;
    private final Instant expiration;
    private final @Nullable MessageId message;

    /// @param message null: of a check, which is shown to nobody
    Parcel(
            String token,
            String topic,
            byte[] payload,
            Instant expiration,
            @Nullable MessageId message) {
        this.token = token;
        this.topic = topic;
        this.payload = payload;
        this.expiration = expiration;
        this.message = message;
    }

    /// The id of a notification that is ours to choose: run and ordinal of the message in a UUID of
    /// version 8 (RFC 9562), so that it is the same whenever it is asked for.
    static UUID apnsId(MessageId id) {
        return new UUID(
                ((long) id.run() << 32) | 0x8000L,
                0x8000_0000_0000_0000L | Integer.toUnsignedLong(id.ordinal()));
    }

    /// From now on it does not leave any more.
    ///
    /// @return false: it has left already
    boolean keep() {
        return state.compareAndSet(State.WAITING, State.KEPT) || state.get() == State.KEPT;
    }

    @Override
    public String getToken() {
        if (!state.compareAndSet(State.WAITING, State.LEFT) && state.get() == State.KEPT) {
            throw new IllegalStateException("The send was given up before it left");
        }
        return token;
    }

    @Override
    public String getPayload() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    @Override
    public Instant getExpiration() {
        return expiration;
    }

    @Override
    public DeliveryPriority getPriority() {
        return DeliveryPriority.IMMEDIATE;
    }

    @Override
    public PushType getPushType() {
        return PushType.ALERT;
    }

    @Override
    public String getTopic() {
        return topic;
    }

    /// Shows a second notification of the same message in place of the first.
    @Override
    public @Nullable String getCollapseId() {
        return message == null ? null : message.toString();
    }

    @Override
    public @Nullable UUID getApnsId() {
        return message == null ? null : apnsId(message);
    }
}
