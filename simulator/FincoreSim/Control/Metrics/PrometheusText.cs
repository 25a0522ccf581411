using System.Text;

namespace FincoreSim.Control.Metrics;

/// <summary>
/// Writes series as Prometheus reads them (text format 0.0.4), with the names that OpenTelemetry's rules make of those of
/// instruments: <c>http.server.request.duration</c> in seconds is <c>http_server_request_duration_seconds</c>. Stateless.
/// </summary>
internal static class PrometheusText
{
    /// <summary>The media type, with the version that it has.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Series as text, in the order of their names.</summary>
    public static string Of(IEnumerable<MetricSeries> all)
    {
        var text = new StringBuilder();
        foreach (var (name, series) in all.Select(series => (Name: NameOf(series), series))
            .OrderBy(one => one.Name, StringComparer.Ordinal))
        {
            text.Append(
                CultureInfo.InvariantCulture, $"# HELP {name} {series.Instrument.Description?.ReplaceLineEndings(" ")}\n");
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {Lower(series.Kind)}\n");
            foreach (var (labels, cell) in series.Cells)
            {
                Write(text, name, labels, series, cell.Read());
            }
        }

        return text.ToString();
    }

    /// <summary>Tags as labels, without braces.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            text.Append(text.Length > 0 ? "," : "").Append(Plain(name)).Append("=\"");
            text.Append(Convert.ToString(value, CultureInfo.InvariantCulture)?
                .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal));
            text.Append('"');
        }

        return text.ToString();
    }

    private static void Write(
        StringBuilder text, string name, string labels, MetricSeries series, (double Sum, long[] Buckets) read)
    {
        if (series.Kind != MetricKind.Histogram)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{Braced(labels)} {read.Sum}\n");
            return;
        }

        var count = 0L;
        for (var index = 0; index < read.Buckets.Length; index++)
        {
            count += read.Buckets[index];
            var bound = index < series.Bounds.Length ? series.Bounds[index].ToString(CultureInfo.InvariantCulture) : "+Inf";
            var le = $"le=\"{bound}\"";
            text.Append(
                CultureInfo.InvariantCulture, $"{name}_bucket{Braced(labels.Length == 0 ? le : $"{labels},{le}")} {count}\n");
        }

        text.Append(
            CultureInfo.InvariantCulture, $"{name}_sum{Braced(labels)} {read.Sum}\n{name}_count{Braced(labels)} {count}\n");
    }

    private static string NameOf(MetricSeries series)
    {
        var name = Plain(series.Instrument.Name);
        var unit = series.Instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        name += name.EndsWith(unit, StringComparison.Ordinal) ? "" : unit;
        return series.Kind == MetricKind.Counter ? $"{name}_total" : name;
    }

    private static string Plain(string name) =>
        string.Create(name.Length, name, static (plain, name) =>
        {
            for (var index = 0; index < plain.Length; index++)
            {
                plain[index] = char.IsAsciiLetterOrDigit(name[index]) ? name[index] : '_';
            }
        });

    private static string Braced(string labels) => labels.Length == 0 ? "" : $"{{{labels}}}";

    private static string Lower(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Histogram => "histogram",
        _ => "gauge",
    };
}
