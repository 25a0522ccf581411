using System.Text;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Reports;
using FincoreSim.Domain.Transactions;
using FincoreSim.Json;

namespace FincoreSim.Api.Features.Reports;

/// <summary>Where a report's file is; both texts are empty when there is none (documented).</summary>
internal sealed record ReportDownload(
    [property: JsonPropertyName("file_name")] string FileName,
    [property: JsonPropertyName("download_url")] string DownloadUrl);

/// <summary>Writes a report's file. No page documents the columns; these are ours.</summary>
internal static class ReportFile
{
    private const string Columns =
        "id,tracking_key,external_reference,category,sub_category,status,amount,currency,description,account_id,created_at,"
        + "updated_at";

    /// <summary>The file as CSV, UTF-8, with a header line.</summary>
    public static byte[] Write(Report report)
    {
        var text = new StringBuilder(Columns).Append('\n');
        foreach (var row in report.Rows)
        {
            text.AppendJoin(',', Cells(row).Select(Quote)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<string> Cells(Transaction row) =>
    [
        row.Id.Value.ToString(), row.TrackingKey, row.ExternalReference, WireName<TransactionCategory>.Of(row.Category),
        WireName<TransactionSubCategory>.Of(row.SubCategory), WireName<TransactionStatus>.Of(row.Status), row.Amount.ToString(),
        Transaction.Currency, row.Description, row.AccountId.Value.ToString(), Stamp.Rest(row.CreatedAt), Stamp.Rest(
            row.UpdatedAt),
    ];

    private static string Quote(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") ? '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : cell;
}
