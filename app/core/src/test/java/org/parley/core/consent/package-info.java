/// Tests of consents and suppressions.
@NullMarked
package org.parley.core.consent;

import org.jspecify.annotations.NullMarked;
