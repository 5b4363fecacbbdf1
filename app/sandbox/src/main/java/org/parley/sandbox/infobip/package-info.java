/// Viber Business Messages by Infobip's contract: bulk requests, delivery and seen reports,
/// sessions.
@NullMarked
package org.parley.sandbox.infobip;

import org.jspecify.annotations.NullMarked;
