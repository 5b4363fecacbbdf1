package org.parley.core.audit;

import java.time.Instant;
import java.util.Map;

/// One deed on record.
///
/// @param actor a member's e-mail, `key:<prefix>` of a program, or `system`
/// @param action noun and verb, such as `campaign.schedule`
/// @param subject what it was done to, such as `campaign/17`
/// @param detail JSON values
public record AuditEntry(
        long id,
        Instant at,
        String actor,
        String action,
        String subject,
        Map<String, Object> detail) {}
