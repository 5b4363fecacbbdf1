package org.parley.core.channel;

import java.util.List;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ProblemException;

/// A kind of account that Parley can send from. Several kinds may serve one channel (SMS by a REST
/// provider or by SMPP). This is what a channel's package registers.
public interface ChannelType {

    /// Stable lower-case name, such as `viber` or `twilio`.
    String name();

    /// For people: `Viber bot`.
    String title();

    Channel channel();

    /// What accounts of this kind can do, at the pace that is usual.
    Capabilities capabilities();

    /// What an account of this kind needs, in the order in which a form asks for it.
    List<SettingField> fields();

    /// An account ready to send. Opens no connection yet.
    ///
    /// @throws ProblemException INVALID_REQUEST naming each setting that is missing or wrong
    ChannelAdapter open(AccountSettings settings);
}
