namespace FincoreSim.Pages.Layout;

/// <summary>Reads what a form of a page posts. Stateless.</summary>
internal static class FormReader
{
    /// <summary>The fields, with line ends as they are stored; null where it is no form, or is larger than forms may be.</summary>
    public static async Task<Dictionary<string, string>?> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
        {
            return null;
        }

        try
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString().ReplaceLineEndings("\n"));
        }
        catch (InvalidDataException)
        {
            // Larger than forms may be: it is answered like one that is not ours.
            return null;
        }
    }
}
