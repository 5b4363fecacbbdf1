package org.parley.sandbox.graph;

import java.util.Set;

/// What tells Messenger's and Instagram's messages apart ("Send messages" of both).
///
/// @param text longest, in characters or bytes
/// @param textInBytes counted in UTF-8
/// @param images in one message
/// @param attachments kinds of a single attachment
/// @param quickReplies kinds of quick replies
/// @param templates kinds of structured messages
/// @param windowClosed subcode of code 10 outside the 24 hours
public record MessagingLimits(
        int text,
        boolean textInBytes,
        int images,
        Set<String> attachments,
        Set<String> quickReplies,
        Set<String> templates,
        int windowClosed) {}
