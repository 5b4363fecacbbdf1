/// Judges clicks and opens of before by the rules of today, and tells new verdicts once two people
/// agree.
@NullMarked
package org.parley.batch.rejudge;

import org.jspecify.annotations.NullMarked;
