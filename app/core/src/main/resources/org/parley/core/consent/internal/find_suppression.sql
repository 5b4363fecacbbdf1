-- {0} channel, {1} address
select reason, since from suppression where channel = {0} and address_key = suppression_key({0}, {1})
