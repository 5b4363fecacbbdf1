package org.parley.core.content;

import java.util.List;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The JSON form of a {@link RichMessage}: version 2 is written, 1 and 2 are read. Its schema is
/// the resource `message-2.schema.json` beside this class. A property that the form does not know
/// is refused, so that a mistyped name never silently drops a part of the message.
public final class MessageContent {

    private static final int MAX_CHARACTERS = 100_000;

    private final JsonMapper json =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .build();

    /// Reads and checks it.
    ///
    /// @throws ProblemException INVALID_REQUEST with the path of every field that is wrong
    public RichMessage read(String content) {
        RichMessage message = parse(content);
        List<FieldProblem> problems = message.problems();
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST, "The message is not complete", problems);
        }
        return message;
    }

    public String write(RichMessage message) {
        return json.writeValueAsString(message);
    }

    private RichMessage parse(String content) {
        if (content.length() > MAX_CHARACTERS) {
            throw new ProblemException(
                    ErrorCode.TOO_LARGE,
                    "A message's JSON has at most " + MAX_CHARACTERS + " characters");
        }
        try {
            RichMessage message = json.readValue(content, RichMessage.class);
            if (message == null) {
                throw ProblemException.invalid("", "The message is null");
            }
            return message;
        } catch (JacksonException e) {
            String path = path(e);
            throw ProblemException.invalid(path, describe(e));
        }
    }

    private static String path(JacksonException fault) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : fault.getPath()) {
            if (step.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    private static String describe(JacksonException fault) {
        TokenStreamLocation at = fault.getLocation();
        String place =
                at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        return fault.getOriginalMessage().lines().findFirst().orElse("Not readable") + place;
    }
}
