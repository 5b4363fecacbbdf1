/// Queries behind conversations.
@NullMarked
package org.parley.core.conversation.internal;

import org.jspecify.annotations.NullMarked;
