/// Where campaigns and runs are kept.
@NullMarked
package org.parley.core.campaign.internal;

import org.jspecify.annotations.NullMarked;
