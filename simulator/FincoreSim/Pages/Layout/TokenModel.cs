namespace FincoreSim.Pages.Layout;

/// <summary>The form that asks for the admin token; it knows nothing of any sandbox.</summary>
/// <param name="Back">Where the reader wanted to go.</param>
/// <param name="IsWrong">Whether the token that was given is not the one.</param>
internal sealed record TokenModel(string Back, bool IsWrong) : PageModel;
