using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RdmPlanner.Mutants;

/// <summary>A place where a source file can be broken, and how the switch between both forms is written.</summary>
/// <param name="Node">The expression or statement.</param>
/// <param name="Kind">What is done, in a word or two.</param>
/// <param name="Change">The broken form, as a reader sees it.</param>
/// <param name="Switch">From the node (with switches of places inside it) and a condition: the code that does either.</param>
internal sealed record Site(SyntaxNode Node, string Kind, string Change, Func<SyntaxNode, string, string> Switch)
{
    private static readonly Dictionary<SyntaxKind, string> _otherOperator = new()
    {
        [SyntaxKind.LessThanExpression] = "<=",
        [SyntaxKind.LessThanOrEqualExpression] = "<",
        [SyntaxKind.GreaterThanExpression] = ">=",
        [SyntaxKind.GreaterThanOrEqualExpression] = ">",
        [SyntaxKind.EqualsExpression] = "!=",
        [SyntaxKind.NotEqualsExpression] = "==",
        [SyntaxKind.LogicalAndExpression] = "||",
        [SyntaxKind.LogicalOrExpression] = "&&",
        [SyntaxKind.AddExpression] = "-",
        [SyntaxKind.SubtractExpression] = "+",
        [SyntaxKind.MultiplyExpression] = "/",
        [SyntaxKind.DivideExpression] = "*",
        [SyntaxKind.ModuloExpression] = "*",
        [SyntaxKind.LeftShiftExpression] = ">>",
        [SyntaxKind.RightShiftExpression] = "<<",
        [SyntaxKind.BitwiseAndExpression] = "|",
        [SyntaxKind.BitwiseOrExpression] = "&",
    };

    /// <summary>The places of a file, in the order of its text.</summary>
    public static IEnumerable<Site> Of(SemanticModel model) =>
        model.SyntaxTree.GetRoot().DescendantNodes(n => !MustBeConstant(n)).Where(n => !MustBeConstant(n)).SelectMany(n => At(n, model));

    /// <summary>Where a switch cannot stand because the compiler wants the value.</summary>
    private static bool MustBeConstant(SyntaxNode node) => node is AttributeSyntax or EnumMemberDeclarationSyntax or ParameterSyntax
        or SwitchLabelSyntax or PatternSyntax
        || (node is FieldDeclarationSyntax field && field.Modifiers.Any(SyntaxKind.ConstKeyword))
        || (node is LocalDeclarationStatementSyntax local && local.Modifiers.Any(SyntaxKind.ConstKeyword));

    private static IEnumerable<Site> At(SyntaxNode node, SemanticModel model)
    {
        switch (node)
        {
            case BinaryExpressionSyntax binary when _otherOperator.TryGetValue(binary.Kind(), out string? other) && !IsText(binary, model):
                yield return new(binary, "operator", $"{binary.Left} {other} {binary.Right}", (n, on) =>
                    n is BinaryExpressionSyntax b ? $"({on} ? ({b.Left} {other} {b.Right}) : ({b}))" : n.ToString());
                break;
            case LiteralExpressionSyntax literal when literal.Token.Value is int or uint or long or ulong:
                string type = model.GetTypeInfo(literal).ConvertedType?.ToDisplayString() ?? "int";
                yield return new(literal, "constant", $"{literal} + 1", (n, on) => $"({on} ? ({type})({n} + 1) : ({type})({n}))");
                break;
            case LiteralExpressionSyntax literal when literal.Token.Value is bool value:
                yield return new(literal, "constant", value ? "false" : "true", (n, on) => $"({on} ^ {n})");
                break;
            case IfStatementSyntax { Condition: not BinaryExpressionSyntax } branch:
                yield return Negated(branch.Condition);
                break;
            case ConditionalExpressionSyntax { Condition: not BinaryExpressionSyntax } choice:
                yield return Negated(choice.Condition);
                break;
            case ExpressionStatementSyntax { Expression: InvocationExpressionSyntax or AssignmentExpressionSyntax } statement:
                yield return new(statement, "statement", "(nothing)", (n, on) => $"if (!{on}) {{ {n} }}");
                break;
        }
    }

    private static Site Negated(ExpressionSyntax condition) =>
        new(condition, "condition", $"!({condition})", (n, on) => $"({on} ^ ({n}))");

    private static bool IsText(BinaryExpressionSyntax binary, SemanticModel model) =>
        model.GetTypeInfo(binary).Type?.SpecialType == SpecialType.System_String;
}
