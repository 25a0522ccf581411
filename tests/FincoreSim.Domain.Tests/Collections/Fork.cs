using FincoreSim.Domain.Collections;

namespace FincoreSim.Domain.Tests.Collections;

/// <summary>One of several worlds under test: a collection, the token it is written with, and a plain model beside it.</summary>
internal sealed class Fork<TState, TModel>(TState state, TModel model, Func<TModel, TModel> copy)
{
    public TState State { get; set; } = state;

    public TModel Model { get; } = model;

    public Edit Edit { get; private set; } = new();

    /// <summary>Both sides go on with a token of their own.</summary>
    public Fork<TState, TModel> Split()
    {
        Edit = new Edit();
        return new Fork<TState, TModel>(State, copy(Model), copy);
    }
}
