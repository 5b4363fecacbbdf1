package org.parley.sandbox.control;

import org.parley.sandbox.customer.Book;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.viber.ViberVoice;
import org.parley.sandbox.whatsapp.WhatsAppVoice;
import org.parley.sandbox.world.Channel;

/// Lets one customer do something by hand.
final class Deeds {
    private final Surroundings around;
    private final ViberVoice viber;
    private final WhatsAppVoice whatsApp;

    Deeds(Surroundings around, ViberVoice viber, WhatsAppVoice whatsApp) {
        this.around = around;
        this.viber = viber;
        this.whatsApp = whatsApp;
    }

    Answer perform(Call call) {
        Requests.Deed deed = ControlSite.read(call, Requests.Deed.class);
        Channel channel = Channel.of(ControlSite.need("channel", deed.channel()));
        String address = ControlSite.need("address", deed.address());
        Book book = around.customers().book();
        switch (ControlSite.need("act", deed.act())) {
            case "say" ->
                    around.customers().say(channel, address, ControlSite.need("text", deed.text()));
            case "subscribe" -> viber.subscribe(address);
            case "unsubscribe" -> viber.unsubscribe(address);
            case "start" -> viber.startConversation(address);
            case "stopMarketing" -> whatsApp.preferMarketing(address, false);
            case "resumeMarketing" -> whatsApp.preferMarketing(address, true);
            case "openWindow" -> whatsApp.window(address, true);
            case "closeWindow" -> whatsApp.window(address, false);
            case "unregister" -> book.unregister(channel, address);
            case "register" -> book.register(channel, address);
            default -> throw new IllegalArgumentException("no such act: " + deed.act());
        }
        return Reply.done();
    }
}
