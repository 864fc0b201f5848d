namespace RdmPlanner.E820;

/// <summary>Something in an input that could not be used, or not as it stands.</summary>
/// <remarks>Equality is by both fields.</remarks>
/// <param name="Line">Line of the text from 1; in a binary list the number of the entry from 1; 0 for the input as a whole.</param>
/// <param name="Text">One sentence without a line break; quotes at most 80 characters of the input.</param>
public readonly record struct E820ParseNote(int Line, string Text)
{
    /// <summary>Line and sentence: <c>line 3: ...</c>.</summary>
    /// <returns>The note as text.</returns>
    public override string ToString() => Line == 0 ? Text : $"line {Line}: {Text}";
}
