package org.parley.sandbox.whatsapp;

/// The business number and its secrets.
///
/// @param accessToken of the system user, sent as a bearer token
/// @param appSecret signs the webhooks
/// @param verifyToken expected by Parley when the webhook is subscribed
/// @param displayPhoneNumber digits, as webhooks show it
public record WhatsAppAccount(
        String accessToken,
        String appSecret,
        String verifyToken,
        String phoneNumberId,
        String businessAccountId,
        String displayPhoneNumber) {
    @Override
    public String toString() {
        return "WhatsAppAccount[" + phoneNumberId + "]";
    }
}
