/** In the year 5138, in milliseconds since 1970. What lies behind it is no time of a radio station, and further on no date at all. */
export const lastMoment = 1e14;
