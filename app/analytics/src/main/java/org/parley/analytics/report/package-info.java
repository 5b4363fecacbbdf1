/// What a run did and what it earned, arm by arm, with the arms compared.
@NullMarked
package org.parley.analytics.report;

import org.jspecify.annotations.NullMarked;
