package org.parley.channels.telegram;

import tools.jackson.databind.node.ObjectNode;

/// A method of the Bot API and its parameters.
record TelegramCall(String method, ObjectNode parameters) {}
