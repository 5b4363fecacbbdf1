/// Questions beyond the report of a run: how long, who then bought, how people wear out, when and
/// where they answer, and who exactly it was.
@NullMarked
package org.parley.analytics.question;

import org.jspecify.annotations.NullMarked;
