using FincoreSim.Browser.Tests.Kit;

namespace FincoreSim.Browser.Tests;

/// <summary>The reference at /docs: a call is tried with the credentials of the default sandbox, and nothing comes from elsewhere.</summary>
public sealed class ReferenceTests : PageTests
{
    [TestCase("fincore-api", "banks/GET/v1/banks", "total_banks")]
    public async Task A_call_is_tried_as_it_stands(string document, string operation, string expected)
    {
        await Page.GotoAsync($"/docs/#{document}/tag/{operation}");
        await Page.Locator($"[id='{document}/tag/{operation}']").GetByRole(AriaRole.Button, new() { Name = "Test Request" }).ClickAsync();
        var dialog = Page.GetByRole(AriaRole.Dialog, new() { Name = "API Client" });

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send get request" }).ClickAsync();

        await Expect(dialog).ToContainTextAsync("200");
        await Expect(dialog).ToContainTextAsync(expected);
    }

    private protected override bool IsExpected(string message) => message.Contains("@scalar/api-reference", StringComparison.Ordinal);
}
