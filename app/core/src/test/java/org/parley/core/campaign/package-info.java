/// Tests of campaigns.
@NullMarked
package org.parley.core.campaign;

import org.jspecify.annotations.NullMarked;
