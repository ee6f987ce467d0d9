/** Zones with every kind of trouble: gaps at midnight, half-hour changes, quarter-hour offsets, days left out, daylight saving that ends. */
export const ZONES_UNDER_TEST = [
  'UTC',
  'America/New_York',
  'America/Sao_Paulo',
  'Europe/London',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Africa/Casablanca',
  'Asia/Tehran',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'America/Adak',
  'America/St_Johns',
  'Asia/Gaza',
] as const
