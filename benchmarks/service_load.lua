-- Asks one query in each request, one after another of a file; tells what came of it as JSON.

local bodies = {}
for line in io.lines(os.getenv("BODIES")) do
  bodies[#bodies + 1] = line
end
local headers = {
  ["authorization"] = "ApiKey " .. os.getenv("KEY"),
  ["content-type"] = "application/json",
}
local at = 0

request = function()
  at = at % #bodies + 1
  return wrk.format("POST", "/match/default", headers, bodies[at])
end

done = function(summary, latency, _)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    '\n{"requests": %d, "seconds": %.6f, "failed": %d, "ms_50": %.3f, "ms_99": %.3f}\n',
    summary.requests, summary.duration / 1e6, failed,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
