package org.parley.sandbox.viber;

/// Why Viber would not take a request.
record Finding(ViberStatus status, String detail) {
    String message() {
        return detail.isEmpty() ? status.message() : status.message() + ": " + detail;
    }
}
