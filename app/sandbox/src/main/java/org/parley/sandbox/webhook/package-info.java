/// Webhooks to Parley: signed bodies, retries, and the chaos that tests ask for.
@NullMarked
package org.parley.sandbox.webhook;

import org.jspecify.annotations.NullMarked;
