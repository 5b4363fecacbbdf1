/// The loop that turns stored webhooks into facts.
@NullMarked
package org.parley.batch.intake;

import org.jspecify.annotations.NullMarked;
