using System.Text;

namespace RdmPlanner.TestKit;

/// <summary>Command lines of fixtures and documents, as a shell reads them: blanks, single and double quotes, pipes, comments.</summary>
public static class ShellWords
{
    /// <summary>The words of one command.</summary>
    /// <param name="line">The command, without pipes.</param>
    /// <returns>The words without their quotes.</returns>
    /// <exception cref="FormatException">A quote is not closed.</exception>
    public static List<string> Split(string line)
    {
        List<string> words = [];
        StringBuilder word = new();
        char quote = '\0';
        bool isQuoted = false;
        foreach (char c in line + " ")
        {
            if (quote == '\0' && c is '"' or '\'')
            {
                quote = c;
                isQuoted = true;
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else if (c == ' ' && quote == '\0')
            {
                if (word.Length > 0 || isQuoted)
                {
                    words.Add(word.ToString());
                    word.Clear();
                    isQuoted = false;
                }
            }
            else
            {
                word.Append(c);
            }
        }

        return quote == '\0' ? words : throw new FormatException($"unclosed quote: {line}");
    }

    /// <summary>The commands of a pipeline, without a comment behind it.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The commands with their quotes, without blanks around them.</returns>
    public static List<string> Pipeline(string line)
    {
        List<string> commands = [];
        char quote = '\0';
        int start = 0;
        int end = line.Length;
        for (int i = 0; i < end; i++)
        {
            char c = line[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == '#' && i > 0 && line[i - 1] == ' ')
            {
                end = i;
            }
            else if (c == '|')
            {
                commands.Add(line[start..i].Trim());
                start = i + 1;
            }
        }

        commands.Add(line[start..end].Trim());
        return commands;
    }
}
