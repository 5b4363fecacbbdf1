/// What happens to messages: signed links, clicks, webhooks, receipts, replies, withdrawals.
@NullMarked
package org.parley.core.tracking;

import org.jspecify.annotations.NullMarked;
