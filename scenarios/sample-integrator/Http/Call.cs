using System.Text.Json.Serialization.Metadata;
using FincoreSim.SampleIntegrator.Ledger;
using Microsoft.AspNetCore.Http;

namespace FincoreSim.SampleIntegrator.Http;

/// <summary>One request to the integrator, and the book that it is for.</summary>
/// <param name="Context">The request.</param>
/// <param name="Book">The book.</param>
/// <param name="Path">The segments of the path below the book.</param>
internal sealed record Call(HttpContext Context, Book Book, string[] Path)
{
    /// <summary>GET, POST …</summary>
    public string Method => Context.Request.Method;

    /// <summary>A parameter of the query; null when it is not there.</summary>
    public string? Query(string name) => Context.Request.Query.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>The bytes of the body.</summary>
    public async Task<byte[]> ReadBodyAsync()
    {
        using var body = new MemoryStream();
        await Context.Request.Body.CopyToAsync(body, Context.RequestAborted);
        return body.ToArray();
    }

    /// <summary>The body as JSON; null when it is not what was asked for.</summary>
    public async Task<T?> ReadJsonAsync<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(await ReadBodyAsync(), type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the answer.</summary>
    public Task AnswerAsync(Reply reply)
    {
        var response = Context.Response;
        response.StatusCode = reply.Status;
        response.ContentLength = reply.Body.Length;
        if (reply.Body.Length > 0)
        {
            response.ContentType = "application/json";
        }

        return response.Body.WriteAsync(reply.Body, Context.RequestAborted).AsTask();
    }
}
