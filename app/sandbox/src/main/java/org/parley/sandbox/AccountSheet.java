package org.parley.sandbox;

import java.util.Map;
import java.util.TreeMap;
import org.parley.sandbox.provider.Provider;

/// What Parley needs to know to use the sandbox as its providers, for the control API.
final class AccountSheet {
    private AccountSheet() {}

    static Map<String, String> of(Sandbox sandbox) {
        SandboxAccounts accounts = sandbox.accounts();
        Map<String, String> sheet = new TreeMap<>();
        sheet.put("seed", Long.toString(sandbox.settings().seed()));
        for (Provider provider : sandbox.providers()) {
            sheet.putAll(provider.account(sandbox.baseUri()));
        }
        sheet.put("smtpHost", sandbox.smtpHost());
        sheet.put("smtpPort", Integer.toString(sandbox.smtpPort()));
        sheet.put("smtpUser", accounts.mail().user());
        sheet.put("smtpPassword", accounts.mail().password());
        return sheet;
    }
}
