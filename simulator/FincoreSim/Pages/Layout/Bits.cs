using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;
using Microsoft.AspNetCore.Html;

namespace FincoreSim.Pages.Layout;

/// <summary>The small parts that pages are made of: pills, times, amounts, ids. Every text is encoded here. Stateless.</summary>
internal static class Bits
{
    private static readonly FrozenDictionary<string, string> Tones = new Dictionary<string, string>
    {
        ["LIQUIDATED"] = "ok",
        ["DELIVERED"] = "ok",
        ["ACTIVE"] = "ok",
        ["COMPLETED"] = "ok",
        ["ACCEPTED"] = "ok",
        ["INITIALIZED"] = "wait",
        ["PENDING"] = "warn",
        ["DELAYED"] = "warn",
        ["IN_FLIGHT"] = "wait",
        ["SENDING"] = "wait",
        ["REFUNDED"] = "back",
        ["REFUSED"] = "back",
        ["REJECTED"] = "bad",
        ["UNDELIVERED"] = "bad",
        ["FAILED"] = "bad",
        ["BLOCKED"] = "bad",
    }.ToFrozenDictionary();

    public static HtmlString Icon(string name) => new($"<svg class=\"i\" aria-hidden=\"true\"><use href=\"#{name}\"/></svg>");

    /// <summary>A status: a tone, a mark and its word.</summary>
    public static HtmlString Pill(string? status)
    {
        var tone = Tones.GetValueOrDefault(status ?? "", "off");
        return status is null ? HtmlString.Empty : new(
            $"<span class=\"pill {tone}\"><svg aria-hidden=\"true\"><use href=\"#p-{tone}\"/></svg>{Encode(status)}</span>");
    }

    /// <summary>An instant in Mexico's time: of the day where it is now, else with the date.</summary>
    public static HtmlString Time(DateTimeOffset at, DateTimeOffset now)
    {
        var (there, here) = (MexicoTime.Of(at), MexicoTime.Of(now));
        var form = there.Date == here.Date ? "HH:mm:ss" : there.Year == here.Year ? "d MMM HH:mm:ss" : "d MMM yyyy";
        var whole = there.ToString("yyyy-MM-ddTHH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture);
        return new($"<time datetime=\"{whole}\" title=\"{whole}\">{there.ToString(form, CultureInfo.InvariantCulture)}</time>");
    }

    /// <summary>The same for an instant as the control API writes it.</summary>
    public static HtmlString Time(string iso, string now) => Time(Instant(iso), Instant(now));

    public static DateTimeOffset Instant(string iso) => DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture);

    /// <summary>An amount as people read it: <c>$1,234.50</c>.</summary>
    /// <param name="amount">As the API writes it.</param>
    /// <param name="sign">in, out or nothing; the sign comes from the style.</param>
    /// <param name="currency">Whether MXN stands beside it.</param>
    public static HtmlString Amount(string amount, string sign = "", bool currency = false)
    {
        var text = AmountText(amount);
        var mark = text is "$0.00" ? "none" : sign;
        return new($"<span class=\"money {mark}\">{text}{(currency ? "<small>MXN</small>" : "")}</span>");
    }

    /// <summary>The same as a text.</summary>
    public static string AmountText(string amount)
    {
        var centavos = Money.Parse(amount).Centavos;
        var text = (Math.Abs(centavos) / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture);
        return centavos < 0 ? $"\u2212${text}" : $"${text}";
    }

    /// <summary>An id, shortened, with a button that copies the whole.</summary>
    public static HtmlString Id(string id, string what, bool whole = false)
    {
        var (all, seen) = (Encode(id), Encode(whole || id.Length <= 8 ? id : id[..8]));
        return new(
            $"<span class=\"id\"><span title=\"{all}\">{seen}</span><button class=\"copy\" type=\"button\" data-copy=\"{all}\" "
            + $"aria-label=\"Copy {Encode(what)}\">{Icon("copy")}</button></span>");
    }

    /// <summary>A status code of HTTP; a dash where nothing was answered.</summary>
    public static HtmlString Http(int? status) => new(
        $"<span class=\"http "
        + $"s{(status is { } code ? code / 100 : 0)}\">{status?.ToString(CultureInfo.InvariantCulture) ?? "no answer"}</span>");

    /// <summary>JSON with a member a line, for reading; any other text as it is.</summary>
    public static string Readable(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            using var bytes = new MemoryStream();
            using (var writer =
                new Utf8JsonWriter(bytes,
                    new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                document.RootElement.WriteTo(writer);
            }

            return Encoding.UTF8.GetString(bytes.ToArray());
        }
        catch (JsonException)
        {
            // What is no JSON is shown as it came.
            return text;
        }
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
